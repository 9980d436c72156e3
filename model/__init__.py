"""Training, converting and measuring the networks, and the committed .tflite files themselves.

The product reads only the data here: each `<name>.tflite` with the card `<name>.json` beside it. Nothing in
the product imports this package's code. Which part needs what:

- `model.evaluate`, `model.card`, `model.litert`, `model.fashion_mnist_data`, `model.fashion_mnist_layers`:
  the product's own dependencies only.
- `model.train`: PyTorch (the training step is twice as fast there on one CPU core).
- `model.export_*`, `model.convert_cutout`: TensorFlow 2.15, whose converter writes operators that both
  ai-edge-litert and tflite-runtime 2.14 know.
"""
