"""Measures -> charts, sentences and tables, notebooks run with parameters, and reports that others read."""
