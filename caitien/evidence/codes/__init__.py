"""Codes (mã): given in order, closed up by command, taken into another set; which papers cite them."""
