package dev.lamina.doctor;

import dev.lamina.model.Provenance;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/** Which Lamina runs. */
record LaminaCheck() implements Check {

  @Override
  public List<Finding> findings() {
    String place =
        Optional.ofNullable(LaminaCheck.class.getProtectionDomain().getCodeSource())
            .map(CodeSource::getLocation)
            .map(url -> ", from " + url.getPath())
            .orElse("");
    return List.of(Finding.ok("Lamina", Provenance.laminaVersion() + place));
  }
}
