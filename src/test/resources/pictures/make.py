# Pictures of every kind, and what TensorFlow decodes of them: src/test/resources/pictures/make.py
import io, json, os, struct, sys, zlib
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import numpy as np
import tensorflow as tf
from PIL import Image, ImageCms, ImageOps

OUT = sys.argv[1]
H, W = 4, 6
grey = (np.arange(H * W).reshape(H, W) * 11 % 256).astype(np.uint8)
rgb = np.stack([grey, 255 - grey, (grey.astype(int) * 7 % 256).astype(np.uint8)], -1)


def png(name, bit_depth, colour_type, rows, chunks=()):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", W, H, bit_depth, colour_type, 0, 0, 0)
    with open(f"{OUT}/{name}.png", "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head))
        for kind, data in chunks:
            f.write(chunk(kind, data))
        f.write(chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes(r) for r in rows))) + chunk(b"IEND", b""))


def big(a):
    return a.astype(np.uint16) * 257


opaque = np.full_like(grey, 255)
alpha = np.where(grey > 100, 255, 51).astype(np.uint8)
gamma = [(b"gAMA", struct.pack(">I", 100000))]
png("g8", 8, 0, grey)
png("g8-gamma", 8, 0, grey, gamma)
png("g8-trns", 8, 0, grey, [(b"tRNS", struct.pack(">H", 33))])
png("g16", 16, 0, [r.astype(">u2").tobytes() for r in big(grey)])
png("g16-trns", 16, 0, [r.astype(">u2").tobytes() for r in big(grey)], [(b"tRNS", struct.pack(">H", 33 * 257))])
png("ga8", 8, 4, np.stack([grey, alpha], -1).reshape(H, -1))
png("ga16", 16, 4, [r.astype(">u2").tobytes() for r in big(np.stack([grey, alpha], -1)).reshape(H, -1)])
for bits in (1, 2, 4):
    v = (np.arange(H * W).reshape(H, W) % (1 << bits))
    rows = [int("".join(format(x, f"0{bits}b") for x in r).ljust((W * bits + 7) // 8 * 8, "0"), 2).to_bytes((W * bits + 7) // 8, "big") for r in v]
    png(f"g{bits}", bits, 0, rows)
    png(f"g{bits}-trns", bits, 0, rows, [(b"tRNS", struct.pack(">H", 1))])
png("rgb8", 8, 2, rgb.reshape(H, -1))
png("rgb8-trns", 8, 2, rgb.reshape(H, -1), [(b"tRNS", struct.pack(">HHH", 11, 244, 77))])
png("rgb16", 16, 2, [r.astype(">u2").tobytes() for r in big(rgb).reshape(H, -1)])
png("rgb16-trns", 16, 2, [r.astype(">u2").tobytes() for r in big(rgb).reshape(H, -1)], [(b"tRNS", struct.pack(">HHH", 11 * 257, 244 * 257, 77 * 257))])
png("rgba8", 8, 6, np.concatenate([rgb, alpha[..., None]], -1).reshape(H, -1))
png("rgba16", 16, 6, [r.astype(">u2").tobytes() for r in big(np.concatenate([rgb, alpha[..., None]], -1)).reshape(H, -1)])
palette = rgb.reshape(-1, 3)
index = np.arange(H * W, dtype=np.uint8).reshape(H, W)
png("palette", 8, 3, index, [(b"PLTE", palette.tobytes())])
png("palette-trns", 8, 3, index, [(b"PLTE", palette.tobytes()), (b"tRNS", alpha.reshape(-1)[:9].tobytes())])

# JPEGs: smooth, so that what the decoders differ in is small.
y, x = np.mgrid[0:8, 0:10]
smooth = np.stack([x * 25, y * 30, (x + y) * 13], -1).astype(np.uint8)
picture = Image.fromarray(smooth)
picture.save(f"{OUT}/rgb.jpg", quality=95)
picture.save(f"{OUT}/icc.jpg", quality=95, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
picture.convert("L").save(f"{OUT}/grey.jpg", quality=95)
cmyk = np.stack([255 - smooth[..., 0], 255 - smooth[..., 1], 255 - smooth[..., 2], (x * 7)], -1).astype(np.uint8)
buf = io.BytesIO()
Image.fromarray(cmyk, "CMYK").save(buf, "JPEG", quality=95)
cm = buf.getvalue()
open(f"{OUT}/cmyk.jpg", "wb").write(cm)
i = cm.index(b"\xff\xee")
n = struct.unpack(">H", cm[i + 2:i + 4])[0]
open(f"{OUT}/ycck.jpg", "wb").write(cm[:i + 2 + n - 1] + b"\x02" + cm[i + 2 + n:])
open(f"{OUT}/cmyk-plain.jpg", "wb").write(cm[:i] + cm[i + 2 + n:])
picture.save(f"{OUT}/progressive.jpg", quality=95, progressive=True)

def exif(order, value):
    e = {"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HI", 42, 8) + struct.pack(order + "H", 2)
    e += struct.pack(order + "HHIHH", 0x100, 3, 1, 10, 0) + struct.pack(order + "HHIHH", 0x112, 3, 1, value, 0) + struct.pack(order + "I", 0)
    return b"Exif\0\0" + e

for o in range(1, 9):
    picture.save(f"{OUT}/exif{o}.jpg", quality=95, exif=exif("<>"[o % 2], o))

values = {}
for f in sorted(os.listdir(OUT)):
    if f.endswith((".png", ".jpg")):
        data = tf.io.read_file(f"{OUT}/{f}")
        if f.endswith(".png"):
            deep = "16" in f
            v = tf.io.decode_png(data, dtype=tf.uint16 if deep else tf.uint8, channels=4).numpy() / (65535 if deep else 255)
            if f in ("g1.png", "g2.png", "g4.png"):
                # Of these TensorFlow makes 252 to 255 when it is asked for four channels.
                v = np.repeat(tf.io.decode_png(data).numpy() / 255.0, 4, -1)
                v[..., 3] = 1
            v = v[..., :3] * v[..., 3:] + (1 - v[..., 3:])
        else:
            v = tf.io.decode_jpeg(data, channels=3, dct_method="INTEGER_ACCURATE").numpy() / 255.0
            if f.startswith("exif"):
                im = Image.open(f"{OUT}/{f}")
                im2 = ImageOps.exif_transpose(im)
                v = np.asarray(im2) / 255.0
        values[f] = {"shape": v.shape, "values": [round(float(a) * 255) for a in v.reshape(-1)]}
for method, antialias in (("nearest", False), ("bilinear", False), ("bilinear", True)):
    for size in ((3, 4), (2, 2), (9, 7)):
        v = tf.image.resize(grey[..., None] / 255.0, size, method, antialias=antialias).numpy()
        name = f"{'antialias' if antialias else method} {size[0]} {size[1]}"
        values[name] = {"shape": size, "values": [round(float(a) * 255, 2) for a in v.reshape(-1)]}
with open(f"{OUT}/expected.json", "w") as f:
    f.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in values.items()) + "\n}\n")
