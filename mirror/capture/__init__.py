"""The camera at work, above its driver and below the faces: frames, sessions, photos into the inbox.

Knows no pygame. live.LiveCamera runs it all on one thread, session.Session decides when to photograph, scene.Scene
tells what is in view, view.py is what a face shows.
"""
