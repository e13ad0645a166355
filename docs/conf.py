"""How the documents are made into pages: sphinx-build -W -b html docs build/docs."""

import sim

project = "parley"
author = "The parley authors"
copyright = author
release = version = sim.__version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["build"]

html_theme = "furo"
html_title = f"parley {release}"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"sidebar_hide_name": False, "navigation_with_keys": True}
