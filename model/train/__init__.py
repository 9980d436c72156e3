"""Training with PyTorch on a CPU: `python -m model.train fashion_mnist|garment_photo [--epochs N]
[--threads N]`.

A run writes a checkpoint after every epoch into .cache/<network>/ and goes on from it when started again with
the same command. Exporting to .tflite is a step of its own (`python -m model.export_<network>`).
"""
