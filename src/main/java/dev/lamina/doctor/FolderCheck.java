package dev.lamina.doctor;

import dev.lamina.doctor.Finding.Status;
import dev.lamina.io.Folders;
import dev.lamina.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder that is written to.
 *
 * @param subject what it is for
 * @param folder the folder
 * @param made whether it is made when it is needed
 * @param otherwise how it is if it cannot be written to
 * @param advice what to do then
 */
record FolderCheck(String subject, Path folder, boolean made, Status otherwise, String advice)
    implements Check {
  private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";
  private static final long LITTLE = 1_000_000_000;

  /** Where MNIST is kept when it was fetched. */
  static FolderCheck ofData(Path cache) {
    return new FolderCheck(
        "data cache",
        cache,
        true,
        Status.WARNING,
        "MNIST cannot be kept there once it is fetched; make the folder writable, or set XDG_CACHE_HOME to one that is.");
  }

  /** Where TensorFlow's library is unpacked. JavaCPP looks for another place if it has to. */
  static FolderCheck ofLibraries() {
    Path usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    return new FolderCheck(
        "library cache",
        Path.of(System.getProperty(LIBRARIES, usual.toString())),
        true,
        Status.WARNING,
        "TensorFlow's library is unpacked elsewhere, if it can be; make the folder writable, or name another one by -D%s=FOLDER."
            .formatted(LIBRARIES));
  }

  /** Where files go that are gone soon. */
  static FolderCheck ofTemporaryFiles() {
    return new FolderCheck(
        "temporary",
        Path.of(System.getProperty("java.io.tmpdir")),
        false,
        Status.BROKEN,
        "Training needs a folder for temporary files; make it writable, or name another one by -Djava.io.tmpdir=FOLDER.");
  }

  @Override
  public List<Finding> findings() {
    Path there = made ? Folders.nearestThere(folder) : folder;
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      return List.of(new Finding(subject, otherwise, folder + " cannot be written to", advice));
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String text = "%s, %s free".formatted(folder, Numbers.bytes(free));
      return List.of(
          free < LITTLE
              ? Finding.warning(subject, text, "Make room there: it may not suffice.")
              : Finding.ok(subject, text));
    } catch (IOException e) {
      return List.of(
          new Finding(subject, otherwise, folder + " cannot be read (" + e + ")", advice));
    }
  }
}
