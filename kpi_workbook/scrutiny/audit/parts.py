"""The package is whole: relations lead somewhere inside it, parts have a type, the file says what it is."""

from __future__ import annotations

from .package import DUBLIN, TYPES, Package

CORE = "docProps/core.xml"


def problems(package: Package) -> list[str]:
    """What is wrong with the package as such."""
    return [*_relations(package), *_types(package), *_properties(package)]


def _relations(package: Package) -> list[str]:
    """Relations whose target is missing or outside."""
    found = []
    for name in (*package.names, ""):
        for key, (kind, target, outside) in package.relations(name).items():
            if kind == "hyperlink" and outside and _lies_beside(target):
                continue
            if outside:
                found.append(f"{name}: relation {key} leads outside, to {target}")
            elif target not in package.names:
                found.append(f"{name}: relation {key} leads to {target}, which is not there")
    return found


def _lies_beside(target: str) -> bool:
    """Whether a link leads to a file of this one's folder: the input, never an address or another machine."""
    return not any(sign in target for sign in ":/\\")


def _types(package: Package) -> list[str]:
    """Parts without a content type, and types without a part."""
    tree = package.tree("[Content_Types].xml")
    usual = {each.get("Extension") for each in tree.iter(f"{TYPES}Default")}
    own = {str(each.get("PartName")).lstrip("/") for each in tree.iter(f"{TYPES}Override")}
    parts = [name for name in package.names if name != "[Content_Types].xml"]
    found = [
        f"{name}: has no content type" for name in parts if name not in own and name.rsplit(".", 1)[-1] not in usual
    ]
    return found + [f"{name}: has a content type but is not there" for name in sorted(own - set(parts))]


def _properties(package: Package) -> list[str]:
    """Title, author and language."""
    tree = package.tree(CORE)
    wanted = ("title", "subject", "creator", "language")
    return [f"{CORE}: no {name}" for name in wanted if not (tree.findtext(f"{DUBLIN}{name}") or "").strip()]
