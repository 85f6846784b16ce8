"""Every chart has a title and a text alternative; so has every picture."""

from __future__ import annotations

from .package import CHART, DRAWING, DRAWN, Package


def problems(package: Package) -> list[str]:
    """Charts and pictures that a reader cannot hear."""
    found: list[str] = []
    for name in package.names:
        if name.startswith("xl/drawings/drawing"):
            silent = [
                each for each in package.tree(name).iter(f"{DRAWING}cNvPr") if not (each.get("descr") or "").strip()
            ]
            found += [f"{name}: {each.get('name')} has no text alternative" for each in silent]
        if name.startswith("xl/charts/chart"):
            title = package.tree(name).find(f"{CHART}chart/{CHART}title")
            words = [*title.iter(f"{CHART}v"), *title.iter(f"{DRAWN}t")] if title is not None else []
            if not any((word.text or "").strip() for word in words):
                found.append(f"{name}: has no title")
    return found
