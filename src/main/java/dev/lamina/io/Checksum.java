package dev.lamina.io;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums in lower-case hexadecimal. */
public final class Checksum {
  private Checksum() {}

  /**
   * Begins a checksum.
   *
   * @param algorithm one that every Java platform has: MD5 or SHA-256
   */
  public static MessageDigest begin(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "every Java platform has " + algorithm + ", but this one has not", e);
    }
  }

  /** The checksum of bytes. */
  public static String of(String algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(begin(algorithm).digest(bytes));
  }

  /** Ends a checksum. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
