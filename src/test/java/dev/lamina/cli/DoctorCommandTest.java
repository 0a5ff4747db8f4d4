package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

  @Test
  void examinesThisMachine() throws IOException {
    Cli doctor = Cli.run("doctor", "--json");

    JsonNode answer = new ObjectMapper().readTree(doctor.out());
    List<String> subjects = new ArrayList<>();
    answer.get("findings").forEach(finding -> subjects.add(finding.get("subject").asText()));
    assertThat(subjects)
        .containsSubsequence(
            "Java",
            "Lamina",
            "processor",
            "memory",
            "temporary",
            "library cache",
            "data cache",
            "MNIST",
            "TensorFlow",
            "speed",
            "GPU",
            "training",
            "training");
    assertThat(answer.get("ok").asBoolean()).isTrue();
    assertThat(doctor.code()).isZero();
  }
}
