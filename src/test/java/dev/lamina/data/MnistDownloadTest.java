package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lamina.data.MnistFolder.MnistFile;
import dev.lamina.io.Checksum;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistDownloadTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);
  private static final List<MnistFile> FILES =
      List.of(
          new MnistFile("one", Checksum.of("MD5", ONE)),
          new MnistFile("two", Checksum.of("MD5", TWO)));

  @TempDir private Path temporary;
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Path folder;

  @BeforeEach
  void startServer() throws IOException {
    folder = temporary.resolve("cache");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/good/", exchange -> answer(exchange, zipped(exchange)));
    server.createContext("/moved/", MnistDownloadTest::redirect);
    server.createContext("/corrupt/", exchange -> answer(exchange, IdxFiles.gzip(new byte[] {1})));
    server.createContext("/page/", exchange -> answer(exchange, new byte[] {'<'}));
    server.createContext("/truncated/", MnistDownloadTest::truncate);
    server.createContext("/half/", exchange -> answer(exchange, half(zipped(exchange))));
    server.createContext("/silent/", exchange -> waitForTheEnd());
    server.createContext("/stalling/", this::stall);
    server.start();
  }

  @AfterEach
  void stopServer() {
    testIsOver.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void fetchesFromTheFirstMirror() throws IOException {
    download(LONG, "good").fill(folder);

    assertComplete();
  }

  @Test
  void followsARedirection() throws IOException {
    download(LONG, "moved").fill(folder);

    assertComplete();
  }

  @Test
  void goesOnToTheNextMirrorWhenOneHasNoSuchFile() throws IOException {
    download(LONG, "missing", "good").fill(folder);

    assertComplete();
  }

  @Test
  void goesOnToTheNextMirrorWhenOneIsCorrupt() throws IOException {
    download(LONG, "corrupt", "page", "half", "truncated", "good").fill(folder);

    assertComplete();
  }

  @Test
  void goesOnToTheNextMirrorWhenOneNeverAnswers() throws IOException {
    // Long enough for the good mirror on a busy machine; the silent one takes all of it.
    download(Duration.ofSeconds(2), "silent", "good").fill(folder);

    assertComplete();
  }

  @Test
  void givesUpOnAMirrorThatStallsInTheMiddle() throws IOException {
    assertThatThrownBy(() -> download(SHORT, "stalling").fill(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("/stalling/one.gz: no whole answer within 200 ms");
    assertNothingThere();
  }

  @Test
  void fetchesOnlyWhatIsNotThereYet() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/counted/",
        exchange -> {
          requests.incrementAndGet();
          answer(exchange, zipped(exchange));
        });
    Files.createDirectories(folder);
    Files.write(folder.resolve("one"), ONE);

    download(LONG, "counted").fill(folder);

    assertThat(requests).hasValue(1);
    assertThat(Idx.unzipped(folder.resolve("two.gz"))).isEqualTo(TWO);
  }

  @Test
  void listsWhatEveryMirrorSaid() throws IOException {
    URI closed = URI.create("http://127.0.0.1:1/");
    MnistDownload download =
        download(LONG, List.of(mirror("missing"), mirror("corrupt"), mirror("page"), closed));

    assertThatThrownBy(() -> download.fill(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(
            """
            MNIST is not on this machine and could not be fetched:
              %1$s/missing/one.gz: status 404
              %1$s/corrupt/one.gz: expected the MD5 f97c5d29941bfb1b2fdab0874906ab82 of the \
            unzipped bytes, but got 55a54008ad1ba589aa210d2629c1df41
              %1$s/page/one.gz: expected the MD5 f97c5d29941bfb1b2fdab0874906ab82 of the \
            unzipped bytes, but got 524a50782178998021a88b8cd4c8dcd8
              http://127.0.0.1:1/one.gz: java.net.ConnectException
            Put its four files, gzipped or not, into %2$s: train-images-idx3-ubyte, \
            train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte"""
                .formatted(address(), folder));
    assertNothingThere();
  }

  @Test
  void saysThatABodyIsTruncated() throws IOException {
    assertThatThrownBy(() -> download(LONG, "truncated").fill(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("/truncated/one.gz: java.io.IOException");
    assertThatThrownBy(() -> download(LONG, "half").fill(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("/half/one.gz: not a whole gzipped file, java.io.EOFException");
    assertNothingThere();
  }

  @Test
  void keepsTheInterruptOfItsThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> download(LONG, "good").fill(folder))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("/good/one.gz was interrupted; try again");
    assertThat(Thread.interrupted()).isTrue();
  }

  private MnistDownload download(Duration limit, String... mirrors) {
    return download(limit, Arrays.stream(mirrors).map(this::mirror).toList());
  }

  private static MnistDownload download(Duration limit, List<URI> mirrors) {
    return new MnistDownload(mirrors, FILES, LONG, limit);
  }

  private URI mirror(String name) {
    return URI.create(address() + "/" + name + "/");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void assertComplete() throws IOException {
    assertThat(Idx.unzipped(folder.resolve("one.gz"))).isEqualTo(ONE);
    assertThat(Idx.unzipped(folder.resolve("two.gz"))).isEqualTo(TWO);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private void assertNothingThere() {
    assertThat(folder).doesNotExist();
  }

  private static byte[] zipped(HttpExchange exchange) {
    return IdxFiles.gzip(exchange.getRequestURI().getPath().endsWith("/one.gz") ? ONE : TWO);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().getPath().replace("/moved/", "/good/");
      exchange.getResponseHeaders().set("Location", target);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private static void truncate(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = zipped(exchange);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(half(body));
    }
  }

  private void stall(HttpExchange exchange) throws IOException {
    byte[] body = zipped(exchange);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(half(body));
    exchange.getResponseBody().flush();
    waitForTheEnd();
  }

  private void waitForTheEnd() {
    try {
      testIsOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
