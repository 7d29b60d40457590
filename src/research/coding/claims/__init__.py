"""Who is said to have done what: claims, denials, attributions, suspicions, and by whom."""
