"""The ledger: one entry for every action, chained by hash, so that no past can be changed unseen."""
