package dev.lamina.doctor;

import dev.lamina.data.DataException;
import dev.lamina.data.MnistFolder;
import dev.lamina.text.Numbers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The check whether MNIST is there, whole and true. */
final class DataCheck {
  private static final String SUBJECT = "MNIST";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private DataCheck() {}

  /**
   * Looks for MNIST.
   *
   * @param places where it is looked for, in this order
   * @param mirrors where it is fetched from if it is nowhere
   */
  static List<Finding> of(List<MnistFolder> places, List<URI> mirrors) {
    List<Finding> all = new ArrayList<>();
    for (MnistFolder place : places) {
      if (place.missing().isEmpty()) {
        all.add(verified(place));
        return all;
      }
      if (Files.isDirectory(place.folder())) {
        all.add(
            Finding.warning(
                SUBJECT,
                "%s lacks %s".formatted(place.folder(), String.join(", ", place.missing())),
                "Put the missing files there, gzipped or not, or remove the folder."));
      }
    }
    all.add(nowhere(places, mirrors));
    return all;
  }

  private static Finding verified(MnistFolder place) {
    try {
      int train = place.train().size();
      int test = place.test().size();
      return Finding.ok(
          SUBJECT,
          "%s images to train on and %s to test with in %s, their checksums right"
              .formatted(Numbers.count(train), Numbers.count(test), place.folder()));
    } catch (DataException e) {
      return Finding.broken(
          SUBJECT, String.valueOf(e.getMessage()), "Remove the file; it is fetched again.");
    }
  }

  private static Finding nowhere(List<MnistFolder> places, List<URI> mirrors) {
    String looked =
        places.stream().map(place -> place.folder().toString()).collect(Collectors.joining(", "));
    String text = "not on this machine; looked into " + looked;
    return mirrors.stream().anyMatch(DataCheck::answers)
        ? Finding.warning(SUBJECT, text, "Nothing: it is fetched when it is needed, about 11 MB.")
        : Finding.broken(
            SUBJECT,
            text + ", and none of " + mirrors + " answers",
            "Connect to the internet, or put MNIST's four files into one of these folders.");
  }

  private static boolean answers(URI mirror) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest question =
        HttpRequest.newBuilder(mirror)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    try {
      client.send(question, BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
