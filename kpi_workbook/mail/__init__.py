"""A scrutiny workbook by email: the message in words, a draft of it, and sending it once and only once."""
