"""The demo's organisation: a province of today, one commune with six branches, and what they have done so far."""
