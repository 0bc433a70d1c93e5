"""What is typed → what it means. Pure; ambiguous answers are asked back, never guessed."""

from forms.answers.reader import KINDS, read
from forms.answers.values import REASONS, Choice, Context, Reading

__all__ = ["KINDS", "REASONS", "Choice", "Context", "Reading", "read"]
