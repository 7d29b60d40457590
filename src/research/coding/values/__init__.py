"""Events -> the values of a report: when, where, with what, against whom, what came of it, who was hurt."""
