"""A scribble that looks like a signature: the same one for the same name."""

import io
import math
import random
import zlib

from PIL import Image, ImageDraw


def strokes(name: str) -> list[list[tuple[float, float]]]:
    """Pen strokes in a box of 220 × 50, y downwards."""
    rng = random.Random(zlib.crc32(name.encode()))
    out, x = [], 8.0
    for part in name.split():
        stroke = [(x, 38.0), (x + 4, 8 + rng.random() * 6)]
        for _ in range(max(3, min(len(part), 8))):
            width, height = 6 + rng.random() * 6, 6 + rng.random() * 14
            for step in range(9):
                angle = step / 8 * 2 * math.pi
                stroke.append((x + width * step / 8 + 4 * math.sin(angle), 30 - height * (1 - math.cos(angle)) / 2))
            x += width
        out.append(stroke)
        x += 9
    out.append([(10.0, 43.0), (x * 0.6, 46.0), (x, 40 - rng.random() * 6)])
    return [[(min(px, 215), py) for px, py in stroke] for stroke in out]


def png(name: str) -> bytes:
    """The scribble in blue ink on a clear ground."""
    image = Image.new("LA", (440, 100), (255, 0))
    draw = ImageDraw.Draw(image)
    for stroke in strokes(name):
        draw.line([(x * 2, y * 2) for x, y in stroke], fill=(30, 255), width=3, joint="curve")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
