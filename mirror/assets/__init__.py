"""The files that both faces show: Pretendard (fonts/) and Bootstrap Icons (icons/), each beside its licence.

`docs/assets/make_icons.py` made the icons. No code stands here, and nothing here knows who draws them.
"""
