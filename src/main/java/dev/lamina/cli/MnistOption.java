package dev.lamina.cli;

import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where MNIST is. */
final class MnistOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder that holds MNIST's four files, gzipped or not. Default: datasets/mnist of the"
              + " checkout, the user's cache, or the internet.")
  private @Nullable Path data;

  /**
   * The files.
   *
   * @throws dev.lamina.data.DataException if they are nowhere to be had
   */
  MnistFolder folder() {
    return data == null ? Mnist.folder() : Mnist.in(data);
  }
}
