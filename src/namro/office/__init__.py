"""The office: the register of what was directed, with its people, pages and ledger (Django).

Apps, each standing only on those after it: `config`, `dashboards`, `exchange`, `review`, `search`, `directives`,
`notices`, `accounts`, `ledger`, `common`. What can be decided without a database is decided in the rooms below.
"""
