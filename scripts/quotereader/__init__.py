"""Finds the quotations in news text and says who speaks them."""

from quotereader.quotations import Quotation, read_quotations, read_speech
from quotereader.statements import Statement

__all__ = ["Quotation", "Statement", "read_quotations", "read_speech"]
