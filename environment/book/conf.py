"""How Sphinx makes the book."""

from sphinx.search.en import SearchEnglish

SearchEnglish.stopwords = SearchEnglish.stopwords - {"he"}  # here that is Kaiming He

project = "xavierkit"
html_title = "Variance-preserving initialization"
html_theme = "sphinx_book_theme"
html_theme_options = {
    "use_download_button": True,
    "use_fullscreen_button": False,
    "home_page_in_toc": True,
    "show_toc_level": 2,
    "show_navbar_depth": 1,
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "footer_content_items": [],  # by nobody, it would say
}
html_context = {"default_mode": "auto"}
html_sidebars = {"**": ["search-button-field", "sbt-sidebar-nav"]}  # without a logo, which axe wants in a landmark
html_static_path = ["static"]
html_css_files = ["book.css"]
html_js_files = ["book.js"]
html_show_copyright = False
html_show_search_summary = False  # its texts are fetched, which a browser refuses for files
language = "en"

extensions = ["myst_nb"]
myst_enable_extensions = ["dollarmath", "amsmath", "deflist"]
nb_execution_mode = "off"
nb_merge_streams = True
suppress_warnings = ["myst.header", "misc.highlighting_failure"]

mathjax_path = "mathjax/tex-mml-chtml.js"
mathjax3_config = {
    "loader": {"load": ["[tex]/textmacros"]},  # for \text{fan\_in}
    "tex": {"packages": {"[+]": ["textmacros"]}, "inlineMath": [["$", "$"], ["\\(", "\\)"]]},
}
