"""Typed values found in a piece of text: amounts, dates, identifiers. Each says where in the text it stands."""
