package dev.lamina.persist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.io.AtomicFile;
import dev.lamina.io.Checksum;
import dev.lamina.io.FileException;
import dev.lamina.io.Folders;
import dev.lamina.io.Limits;
import dev.lamina.io.LockFile;
import dev.lamina.io.Reading;
import dev.lamina.io.Staging;
import dev.lamina.io.Uninterrupted;
import dev.lamina.layer.FloatArray;
import dev.lamina.spec.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model's state in a folder.
 *
 * <p>The numbers lie in a safetensors file that is named by its checksum; {@code checkpoint.json}
 * says what the model is and names that file. The JSON file takes its place in one rename, so the
 * folder holds the last whole checkpoint at every moment, however a save ends. Processes that save
 * to one folder wait for each other.
 *
 * @param description what the model is, all but its numbers
 * @param values weights, slots and other numbers by name
 */
public record Checkpoint(JsonNode description, Map<String, FloatArray> values) {
  /** The version of the layout; a reader refuses later ones. */
  private static final int VERSION = 1;

  private static final String FORMAT = "lamina checkpoint";
  private static final String MANIFEST = "checkpoint.json";
  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = ".lock";
  private static final String VALUES_PREFIX = "values-";
  private static final String VALUES_SUFFIX = ".safetensors";

  private static final ObjectMapper JSON = Json.mapper().build();

  /**
   * Saves the checkpoint in a folder, in place of the one that is there.
   *
   * @throws FileException if that fails; the one that was there before is as it was
   */
  public void write(Path folder) {
    checkPlace(folder);
    Uninterrupted.run(
        () -> {
          boolean there = Files.exists(folder);
          try {
            writeInto(folder);
          } catch (FileException e) {
            if (!there && !isIn(folder)) {
              delete(folder);
            }
            throw e;
          }
        });
  }

  /**
   * Finds out, as far as that can be known before, whether a checkpoint can be written to a folder.
   *
   * @throws FileException if not
   */
  public static void checkPlace(Path folder) {
    if (SavedModelFile.isIn(folder)) {
      throw new FileException(
          "There is a SavedModel in %s, which has other weights; save to another folder."
              .formatted(folder));
    }
    Folders.check("The checkpoint " + folder, folder);
  }

  private void writeInto(Path folder) {
    try {
      LockFile lock = LockFile.take(Folders.make(folder).resolve(LOCK));
      try (lock) {
        writeLocked(folder);
      }
    } catch (IOException e) {
      throw FileException.unwritable("The checkpoint " + folder, e);
    }
  }

  private void writeLocked(Path folder) throws IOException {
    Safetensors numbers = new Safetensors(values, Map.of("format", FORMAT));
    String checksum = checksum(numbers::writeTo);
    String file = valuesName(checksum);
    boolean there = Files.exists(folder.resolve(file));
    try {
      numbers.write(folder.resolve(file));
      AtomicFile.write(folder.resolve(MANIFEST), manifest(file, checksum));
    } catch (FileException e) {
      if (!there) {
        Files.deleteIfExists(folder.resolve(file));
      }
      throw e;
    }
    try {
      deleteOthers(folder, file);
    } catch (IOException | UncheckedIOException e) {
      // This checkpoint is saved; the next one takes them away.
    }
  }

  private byte[] manifest(String file, String checksum) throws JsonProcessingException {
    ObjectNode manifest = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
    manifest.putObject("values").put("file", file).put("sha256", checksum);
    manifest.set("model", description);
    String model = JSON.readTree(JSON.writeValueAsString(description)).toString();
    manifest.put("modelSha256", checksum(text(model)));
    return text(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
  }

  private static String valuesName(String checksum) {
    return VALUES_PREFIX + checksum + VALUES_SUFFIX;
  }

  /** What earlier saves left: whole values that are no longer named, and parts. */
  private static void deleteOthers(Path folder, String kept) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        boolean old = name.startsWith(VALUES_PREFIX) && name.endsWith(VALUES_SUFFIX);
        if (!name.equals(kept) && (old || Staging.isStaged(file))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Whether a folder holds a checkpoint, whole or damaged. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(MANIFEST));
  }

  /**
   * Deletes the checkpoint in a folder, or what a save left that did not end, and the folder if it
   * holds nothing else.
   *
   * @throws FileException if that fails
   */
  public static void delete(Path folder) {
    try {
      // First of all, so that there is no checkpoint rather than half a one.
      Files.deleteIfExists(folder.resolve(MANIFEST));
      deleteOthers(folder, "");
      Files.deleteIfExists(folder.resolve(LOCK));
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException | NoSuchFileException e) {
      // Other people's files stay; another process may have been faster.
    } catch (IOException e) {
      throw new FileException(
          "The old checkpoint %s cannot be deleted (%s); check the folder's permissions."
              .formatted(folder, e),
          e);
    }
  }

  /**
   * Reads the checkpoint in a folder.
   *
   * @throws FileException if there is none, or if it is damaged, foreign or of a later version of
   *     Lamina; names the file and says what to do
   */
  public static Checkpoint read(Path folder) {
    return Reading.of(folder, FileException::new, () -> readNow(folder));
  }

  private static Checkpoint readNow(Path folder) throws IOException {
    JsonNode manifest = manifest(folder);
    try {
      return read(folder, manifest);
    } catch (FileException e) {
      if (manifest(folder).equals(manifest)) {
        throw e;
      }
      // Another process has saved meanwhile, and deleted what this manifest names.
      return readNow(folder);
    }
  }

  private static Checkpoint read(Path folder, JsonNode manifest) throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!manifest.path("format").asText().equals(FORMAT)) {
      throw new FileException(
          "%s is no checkpoint of Lamina's; give a folder that a model was saved to."
              .formatted(file));
    }
    if (manifest.path("version").asInt() > VERSION) {
      throw new FileException(
          "%s has version %s, but this Lamina reads versions up to %s; take a newer Lamina."
              .formatted(file, manifest.path("version").asInt(), VERSION));
    }
    JsonNode description = manifest.path("model");
    if (!manifest.path("modelSha256").asText().equals(checksum(text(description.toString())))) {
      throw damaged(file);
    }
    String checksum = manifest.path("values").path("sha256").asText();
    if (!CHECKSUM.matcher(checksum).matches()
        || !manifest.path("values").path("file").asText().equals(valuesName(checksum))) {
      throw damaged(file);
    }
    Path values = folder.resolve(valuesName(checksum));
    if (!checksum.equals(checksumOf(values))) {
      throw damaged(values);
    }
    return new Checkpoint(description, Safetensors.read(values).arrays());
  }

  private static JsonNode manifest(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    try (InputStream stream = Files.newInputStream(file)) {
      JsonNode manifest = JSON.readTree(Limits.readAll(stream, Limits.json()));
      if (manifest.isObject()) {
        return manifest;
      }
      throw damaged(file);
    } catch (NoSuchFileException e) {
      throw new FileException(
          "There is no checkpoint in %s: it has no file %s; give a folder that a model was saved to."
              .formatted(folder, MANIFEST),
          e);
    } catch (JsonProcessingException | CharConversionException e) {
      throw damaged(file);
    }
  }

  private static FileException damaged(Path file) {
    return new FileException(
        "%s is damaged: its checksum is not the one that was saved; take another checkpoint."
            .formatted(file));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String checksumOf(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return checksum(target -> channel.transferTo(0, channel.size(), target));
    } catch (NoSuchFileException e) {
      throw new FileException(
          "The checkpoint's file %s is missing; take another checkpoint.".formatted(file), e);
    }
  }

  private static String checksum(byte[] bytes) {
    return checksum(channel -> AtomicFile.writeAll(channel, ByteBuffer.wrap(bytes)));
  }

  private static String checksum(AtomicFile.Content content) {
    MessageDigest digest = Checksum.begin("SHA-256");
    try {
      content.writeTo(
          Channels.newChannel(new DigestOutputStream(OutputStream.nullOutputStream(), digest)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Checksum.hex(digest);
  }
}
