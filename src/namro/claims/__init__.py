"""A notice's figures held against the series."""

from namro.claims.check import check_reading
from namro.claims.verdicts import Claim, RankBasis, Reason, Statement, Verdict

__all__ = ["Claim", "RankBasis", "Reason", "Statement", "Verdict", "check_reading"]
