"""Distances on the earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius (IUGG)


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in kilometres of two points in degrees (haversine formula, mean earth radius)."""
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))
