"""What a function does, as far as its body says it: whether it works at all, and whether it gives anything back."""

from __future__ import annotations

import ast

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> dict[int, Function]:
    """Give the functions and methods of a module by the line of their `def`; what an example in a text says is none."""
    return {node.lineno: node for node in ast.walk(tree) if isinstance(node, Function)}


def only_declares(function: Function) -> bool:
    """Tell whether nothing is done: the body is empty, or hands back what it was given; others are to fill it."""
    asked = function.args
    given = {item.arg for item in (*asked.posonlyargs, *asked.args, *asked.kwonlyargs)}
    return all(_empty(statement, given) for statement in function.body)


def _empty(statement: ast.stmt, given: set[str]) -> bool:
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)  # a docstring, or `...`
    if isinstance(statement, ast.Return):
        value = statement.value
        return value is None or isinstance(value, ast.Constant) or (isinstance(value, ast.Name) and value.id in given)
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(statement, ast.Pass)


def gives(function: Function) -> bool:
    """Tell whether a function gives something back, and is not said to give None."""
    if isinstance(function.returns, ast.Constant) and function.returns.value is None:
        return False
    return any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) or (isinstance(node, ast.Return) and node.value is not None)
        for node in ast.walk(function)
    )
