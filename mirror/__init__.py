"""Otjang: a smart mirror that knows your clothes. This package is the appliance; web_admin is the phone's face."""

__version__ = "0.1.0"
