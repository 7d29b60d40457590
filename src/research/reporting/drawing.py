"""A Vega-Lite specification -> an SVG picture, drawn offline."""

from typing import Any

from research.reporting.visible import visible


def svg(spec: dict[str, Any]) -> str:
    """Return the picture of a specification."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(visible(spec)))
