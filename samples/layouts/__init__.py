"""One module a layout; each draws a Bill."""
