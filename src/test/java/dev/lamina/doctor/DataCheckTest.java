package dev.lamina.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lamina.data.Mnist;
import dev.lamina.data.MnistFolder;
import dev.lamina.doctor.Finding.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  private static final Path MNIST = Path.of("datasets", "mnist");

  @TempDir private Path folder;

  private static URI mirror(int port) {
    return URI.create(
        "http://%s:%s/".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port));
  }

  /** An address that nothing answers at. */
  private static URI silent() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return mirror(free.getLocalPort());
    }
  }

  private List<Finding> findings(URI mirror, Path... places) {
    return DataCheck.of(List.of(places).stream().map(Mnist::in).toList(), List.of(mirror));
  }

  @Test
  void readsTheFirstCompleteFolderAndItsChecksums() throws IOException {
    assertThat(findings(silent(), folder.resolve("none"), MNIST))
        .containsExactly(
            Finding.ok(
                "MNIST",
                "60,000 images to train on and 10,000 to test with in %s, their checksums right"
                    .formatted(MNIST)));
  }

  @Test
  void namesWhatIsMissingOrWrong() throws IOException {
    for (String name : new MnistFolder(folder).missing()) {
      Files.copy(MNIST.resolve("t10k-labels-idx1-ubyte.gz"), folder.resolve(name + ".gz"));
    }
    assertThat(findings(silent(), folder))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.BROKEN);
              assertThat(finding.text()).contains("which is that of t10k-labels-idx1-ubyte");
            });

    Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
    assertThat(findings(silent(), folder, MNIST))
        .extracting(Finding::status)
        .containsExactly(Status.WARNING, Status.OK);
    assertThat(findings(silent(), folder).get(0).text())
        .isEqualTo(folder + " lacks train-labels-idx1-ubyte");
  }

  @Test
  void isBrokenOnlyWhereItCannotBeFetchedEither() throws IOException {
    Path none = folder.resolve("none");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    try {
      assertThat(findings(mirror(server.getAddress().getPort()), none))
          .extracting(Finding::status)
          .containsExactly(Status.WARNING);
    } finally {
      server.stop(0);
    }
    assertThat(findings(silent(), none))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Status.BROKEN);
              assertThat(finding.text()).startsWith("not on this machine; looked into " + none);
              assertThat(finding.advice()).contains("put MNIST's four files into");
            });
  }
}
