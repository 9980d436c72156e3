"""The files that both faces show: Pretendard (fonts/), Bootstrap Icons and our own icons of garments (icons/).

`docs/assets/make_icons.py` made the icons. No code stands here, and nothing here knows who draws them.
"""
