package dev.lamina.doctor;

import dev.lamina.doctor.Probe.Answer;
import dev.lamina.doctor.Probe.Trial;
import dev.lamina.engine.NativeLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The check of TensorFlow's native library: what it does on each device, and which it finds. */
final class TensorFlowCheck {
  private static final String SUBJECT = "TensorFlow";
  private static final String JAR = "tensorflow-core-native-";

  /** The jar with a platform's classifier behind the version. */
  private static final Pattern NATIVE_JAR =
      Pattern.compile(JAR + "[\\d.]+(?:-[A-Za-z]+\\d*)??-((?:linux|macosx|windows)-.*)\\.jar");

  /** A jar's name before and behind its version. */
  private static final Pattern VERSIONED =
      Pattern.compile("(tensorflow-(?:core-api|core-native|framework))-[\\d.]+[\\d](.*)\\.jar");

  private static final String MORE_INSTRUCTIONS =
      "To enable the following instructions: (.*), in other operations";

  private static final String BUILD =
      "Build Lamina on this machine: mvn -DskipTests package takes the jar for its platform.";

  private TensorFlowCheck() {}

  static List<Finding> ofThisMachine() {
    Probe probe = Probe.run();
    if (NativeLibrary.verbose()) {
      System.err.print(probe.log());
    }
    String classPath = System.getProperty("java.class.path");
    Optional<String> jar = nativeJar(classPath);
    List<Finding> all = new ArrayList<>(twice(classPath));
    all.addAll(
        probe
            .answer()
            .map(answer -> loaded(answer, jar, probe.log()))
            .orElseGet(() -> List.of(failed(probe, jar))));
    return all;
  }

  /** A finding for each of TensorFlow's jars that is on a class path in several versions. */
  static List<Finding> twice(String classPath) {
    Map<String, Set<String>> byName = new TreeMap<>();
    names(classPath)
        .map(VERSIONED::matcher)
        .filter(Matcher::matches)
        .forEach(
            jar ->
                byName
                    .computeIfAbsent(jar.group(1) + jar.group(2), name -> new TreeSet<>())
                    .add(jar.group()));
    return byName.values().stream()
        .filter(jars -> jars.size() > 1)
        .map(
            jars ->
                Finding.broken(
                    SUBJECT,
                    "the class path has %s: which one is used is chance"
                        .formatted(String.join(" and ", jars)),
                    "Keep the version that Lamina's POM names; mvn dependency:tree -Dincludes=org.tensorflow shows who brings the other."))
        .toList();
  }

  private static Stream<String> names(String classPath) {
    return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator), -1))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()));
  }

  /** The file name of the native library's jar on a class path. */
  static Optional<String> nativeJar(String classPath) {
    return names(classPath).filter(name -> NATIVE_JAR.matcher(name).matches()).findFirst();
  }

  static List<Finding> loaded(Answer answer, Optional<String> jar, String log) {
    List<Finding> all = new ArrayList<>();
    all.add(Finding.ok(SUBJECT, answer.version() + jar.map(name -> ", from " + name).orElse("")));
    all.add(Finding.ok("speed", speed(log)));
    all.addAll(GpuCheck.ofThisMachine(jar, devices(answer), answer.obstacle(), log));
    answer.trials().forEach(trial -> all.add(trained(trial)));
    return all;
  }

  private static List<String> devices(Answer answer) {
    return answer.trials().stream().map(Trial::device).distinct().toList();
  }

  /** TensorFlow tells all that only in its log. */
  private static String speed(String log) {
    String instructions =
        MachineChecks.find(MORE_INSTRUCTIONS, log)
            .map("XLA and matrix products use %s, other ops were built without; "::formatted)
            .orElse("");
    boolean oneDnn = log.contains("oneDNN custom operations are on");
    return "%soneDNN is %s; one op may use all %s threads"
        .formatted(
            instructions,
            oneDnn
                ? "on"
                : "off, which makes convolutions slow: leave TF_ENABLE_ONEDNN_OPTS=0 out of the environment",
            Runtime.getRuntime().availableProcessors());
  }

  private static Finding trained(Trial trial) {
    String text = "%s: %s".formatted(trial.device(), trial.what());
    return trial.problem().isEmpty()
        ? Finding.ok(
            "training", "%s gave the right result in %s ms".formatted(text, trial.milliseconds()))
        : Finding.broken(
            "training",
            text + " failed: " + trial.problem(),
            "Run it with --verbose, and report what it says; --device cpu or --jit off may get you on.");
  }

  static Finding failed(Probe probe, Optional<String> jar) {
    if (jar.isEmpty()) {
      return Finding.broken(
          SUBJECT,
          "there is no native library: no jar %s…-PLATFORM.jar is on the class path".formatted(JAR),
          BUILD);
    }
    return Finding.broken(
        SUBJECT,
        "%s cannot be loaded: %s".formatted(jar.get(), probe.lastWords()),
        "If it is damaged, remove it from Maven's repository. %s --verbose shows more."
            .formatted(BUILD));
  }
}
