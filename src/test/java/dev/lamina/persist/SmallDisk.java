package dev.lamina.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file system of its own, which is full soon; tests that need one are left out where none may be
 * mounted.
 *
 * @param path where it is
 */
public record SmallDisk(Path path) implements AutoCloseable {

  /**
   * Mounts one.
   *
   * @param path a folder
   * @param kibibytes its size
   */
  public static SmallDisk mount(Path path, int kibibytes) throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    String size = "size=" + kibibytes + "k";
    assumeThat(run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path.toString()))
        .as("mount's exit code: only root may mount")
        .isZero();
    return new SmallDisk(path);
  }

  /** Makes it larger. */
  public void resize(int kibibytes) throws IOException, InterruptedException {
    String size = "remount,size=" + kibibytes + "k";
    assertThat(run("mount", "-o", size, path.toString())).isZero();
  }

  @Override
  public void close() throws IOException {
    try {
      assertThat(run("umount", path.toString())).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
