package dev.lamina.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.io.FileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a {@code .keras} file holds: a zip archive of three members.
 *
 * @param config the model's layers
 * @param weights an HDF5 file
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record KerasArchive(JsonNode config, byte[] weights) {
  private static final String METADATA = "metadata.json";
  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String VERSION = "keras_version";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a file.
   *
   * @throws FileException if it is missing, damaged, or was not written by Keras 3
   */
  static KerasArchive read(Path file) {
    if (!Files.exists(file)) {
      throw new FileException("There is no file %s; check the name.".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      checkVersion(file, json(file, zip, METADATA).path(VERSION).asText());
      return new KerasArchive(json(file, zip, CONFIG), bytes(file, zip, WEIGHTS));
    } catch (ZipException e) {
      throw new FileException(
          "%s is no whole .keras file (%s); write it by model.save(\"name.keras\") in Keras 3."
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new FileException("%s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static void checkVersion(Path file, String version) {
    if (!version.startsWith("3.")) {
      throw new FileException(
          "%s was written by Keras %s, but only files of Keras 3 can be read; load it in Keras 3 and save it again."
              .formatted(file, version.isEmpty() ? "of no version" : version));
    }
  }

  private static JsonNode json(Path file, ZipFile zip, String name) throws IOException {
    try {
      return JSON.readTree(bytes(file, zip, name));
    } catch (JsonProcessingException e) {
      throw new FileException(
          "%s is damaged: its %s is not JSON; fetch or write it again.".formatted(file, name), e);
    }
  }

  private static byte[] bytes(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new FileException(
          "%s is no .keras file of Keras 3: it has no %s; write it by model.save(\"name.keras\") in Keras 3."
              .formatted(file, name));
    }
    // Java checks no sums of members that are not compressed, and Keras compresses none.
    CRC32 checksum = new CRC32();
    try (InputStream stream = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      byte[] bytes = stream.readAllBytes();
      if (checksum.getValue() != entry.getCrc()) {
        throw new FileException(
            "%s is damaged: the checksum of its %s is wrong; fetch or write it again."
                .formatted(file, name));
      }
      return bytes;
    }
  }
}
