package dev.lamina.persist;

import dev.lamina.io.FileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipFile;

/** What {@code torch.save} and the like write, which takes Python to read. */
public final class PickledFile {
  /** How files of PyTorch before 1.6 begin. */
  private static final byte[] PICKLE = {
    (byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc, (byte) 0x9c, 'F'
  };

  private PickledFile() {}

  /**
   * Checks that a file is none of them.
   *
   * @throws FileException if it is; says how to write one that can be read
   */
  public static void refuse(Path file) {
    if (Files.isRegularFile(file) && isPickled(file)) {
      throw new FileException(
          "%s is a file of torch.save, TorchScript or torch.export, which takes PyTorch to read; there, write its weights by safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")."
              .formatted(file));
    }
  }

  private static boolean isPickled(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] begin = stream.readNBytes(PICKLE.length);
      return Arrays.equals(begin, PICKLE)
          || (begin.length > 1 && begin[0] == 'P' && isArchive(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isArchive(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .anyMatch(
              entry ->
                  entry.getName().endsWith("/data.pkl")
                      || entry.getName().endsWith("/archive_format"));
    }
  }
}
