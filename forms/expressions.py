"""Arithmetic over indicator codes: the rules, targets and conditions of programme files.

Read with Python's own grammar, then only numbers, texts, names, `unit.kind`, + - * /, comparisons,
and/or/not are let through. A name without a value makes the whole result `None`: no data is never
"không đạt" (DESIGN §1).
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Value = float | int | str | bool | None
Values = Mapping[str, Value]
Step = Callable[[Values], Value]

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISON: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
MAX_LENGTH = 500


class ExpressionError(ValueError):
    """The text is no expression that a programme may hold; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed rule. `names` are the indicator codes (and `unit.kind`, `unit.level`) that it reads."""

    text: str
    names: frozenset[str]
    step: Step = field(repr=False, compare=False)

    def evaluate(self, values: Values) -> Value:
        """The result for `values`; `None` where a value is absent or a division by zero makes it undefined."""
        return self.step(values)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression. Raises ExpressionError with a sentence for the author of the programme."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"biểu thức dài quá {MAX_LENGTH} ký tự")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        names: set[str] = set()
        step = _build(tree.body, names)
    except ExpressionError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError) as why:
        raise ExpressionError(f"không đọc được biểu thức “{text}”") from why
    return Expression(text, frozenset(names), step)


def _build(node: ast.expr, names: set[str]) -> Step:
    build = BUILDERS.get(type(node))
    if build is None:
        raise ExpressionError("biểu thức chỉ được dùng số, mã số liệu, + - * /, so sánh, and, or, not")
    return build(node, names)


def _constant(node: ast.Constant, names: set[str]) -> Step:
    value = node.value
    if not isinstance(value, int | float | str):
        raise ExpressionError(f"“{value!r}” không phải số hay chữ")
    return lambda values: value


def _name(node: ast.Name, names: set[str]) -> Step:
    names.add(node.id)
    return lambda values: values.get(node.id)


def _attribute(node: ast.Attribute, names: set[str]) -> Step:
    if not (isinstance(node.value, ast.Name) and node.value.id == "unit" and node.attr in ("kind", "level")):
        raise ExpressionError("sau dấu chấm chỉ có unit.kind hoặc unit.level")
    name = f"unit.{node.attr}"
    names.add(name)
    return lambda values: values.get(name)


def _binary(node: ast.BinOp, names: set[str]) -> Step:
    act = ARITHMETIC.get(type(node.op))
    if act is None:
        raise ExpressionError("phép tính chỉ có + - * /")
    left, right = _build(node.left, names), _build(node.right, names)
    return lambda values: _apply(act, left(values), right(values))


def _compare(node: ast.Compare, names: set[str]) -> Step:
    if len(node.ops) != 1 or type(node.ops[0]) not in COMPARISON:
        raise ExpressionError("mỗi phép so sánh chỉ có hai vế, với <=, <, >=, >, == hoặc !=")
    act = COMPARISON[type(node.ops[0])]
    left, right = (_build(side, names) for side in _as_kinds(node.left, node.comparators[0]))
    return lambda values: _apply(act, left(values), right(values))


def _as_kinds(*sides: ast.expr) -> list[ast.expr]:
    """Both sides of a comparison; what stands beside `unit.kind` in small letters, as kinds are kept."""
    if not any(isinstance(side, ast.Attribute) and side.attr == "kind" for side in sides):
        return list(sides)
    return [
        ast.Constant(side.value.lower()) if isinstance(side, ast.Constant) and isinstance(side.value, str) else side
        for side in sides
    ]


def _boolean(node: ast.BoolOp, names: set[str]) -> Step:
    steps = [_build(part, names) for part in node.values]
    decisive = isinstance(node.op, ast.Or)
    return lambda values: _decide(decisive, [step(values) for step in steps])


def _unary(node: ast.UnaryOp, names: set[str]) -> Step:
    inner = _build(node.operand, names)
    if isinstance(node.op, ast.Not):
        return lambda values: None if (value := inner(values)) is None else not value
    if isinstance(node.op, ast.USub):
        return lambda values: _apply(operator.sub, 0, inner(values))
    raise ExpressionError("chỉ dùng được not và dấu trừ trước một số")


def _apply(act: Callable[[Any, Any], Any], left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    try:
        return act(left, right)  # type: ignore[no-any-return]
    except (ZeroDivisionError, TypeError, OverflowError):
        return None


def _decide(decisive: bool, values: list[Value]) -> Value:
    """`and`/`or` over three values: one decisive part settles it, else an unknown part leaves it unknown."""
    if any(value is not None and bool(value) is decisive for value in values):
        return decisive
    return None if None in values else not decisive


BUILDERS: dict[type[ast.expr], Callable[[Any, set[str]], Step]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
}
