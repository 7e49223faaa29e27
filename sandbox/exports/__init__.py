"""Take-home: the static site a graduate opens by double-click and publishes anywhere."""
