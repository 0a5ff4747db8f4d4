package dev.lamina.data;

import dev.lamina.data.MnistFolder.MnistFile;
import dev.lamina.io.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches MNIST's files from mirrors, one mirror after the other until every file has come and has
 * the right checksum.
 *
 * @param mirrors folders that hold the gzipped files, each address ending in a slash
 * @param files the files wanted
 * @param connectLimit how long a connection may take to come about
 * @param fileLimit how long one file may take altogether
 */
record MnistDownload(
    List<URI> mirrors, List<MnistFile> files, Duration connectLimit, Duration fileLimit) {

  private static final int OK = 200;

  MnistDownload {
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
  }

  static MnistDownload ofPublicMirrors() {
    return new MnistDownload(
        List.of(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
        MnistFolder.FILES,
        Duration.ofSeconds(10),
        Duration.ofMinutes(3));
  }

  /**
   * Puts the files that {@code folder} does not have yet there, gzipped. A file is there whole or
   * not at all.
   *
   * @throws DataException if no mirror gives all of them, with what each mirror said
   */
  void fill(Path folder) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(connectLimit)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    List<String> refusals = new ArrayList<>();
    for (URI mirror : mirrors) {
      try {
        fillFrom(mirror, folder, client);
        return;
      } catch (MirrorException e) {
        refusals.add(e.getMessage());
      }
    }
    throw new DataException(
        ("MNIST is not on this machine and could not be fetched:\n  %s\nPut its four files, "
                + "gzipped or not, into %s: %s")
            .formatted(String.join("\n  ", refusals), folder, MnistFolder.NAMES));
  }

  private void fillFrom(URI mirror, Path folder, HttpClient client) throws MirrorException {
    for (MnistFile file : files) {
      if (file.in(folder).isEmpty()) {
        URI address = mirror.resolve(file.zippedName());
        byte[] zipped = fetch(address, client);
        verify(file, zipped, address);
        AtomicFile.write(folder.resolve(file.zippedName()), zipped);
      }
    }
  }

  private byte[] fetch(URI address, HttpClient client) throws MirrorException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            HttpRequest.newBuilder(address).build(),
            response ->
                response.statusCode() == OK
                    ? BodySubscribers.ofByteArray()
                    : BodySubscribers.replacing(new byte[0]));
    try {
      HttpResponse<byte[]> response = exchange.get(fileLimit.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new MirrorException(address, "status " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new MirrorException(address, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new MirrorException(address, "no whole answer within " + fileLimit.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("fetching " + address + " was interrupted; try again", e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static void verify(MnistFile file, byte[] zipped, URI address) throws MirrorException {
    try {
      Optional<String> mismatch = file.mismatch(Idx.unzipped(zipped));
      if (mismatch.isPresent()) {
        throw new MirrorException(address, mismatch.get());
      }
    } catch (IOException e) {
      throw new MirrorException(address, "not a whole gzipped file, " + e);
    }
  }

  /** What was wrong with one mirror. */
  private static final class MirrorException extends Exception {
    private static final long serialVersionUID = 1L;

    MirrorException(URI address, String problem) {
      super(address + ": " + problem);
    }
  }
}
