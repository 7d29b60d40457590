"""Gathering raw articles: look at what files hold, unpack them into a folder of raw files, fetch a list of addresses."""
