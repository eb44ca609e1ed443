package org.palaestra.app.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only the holder of a board's secret can compute (HMAC-SHA256, RFC 2104): seals on what an
 * entry says, and the seeds under which it is judged.
 */
final class Seals {

  /** Bytes of a secret. */
  static final int SECRET = 32;

  private final SecretKeySpec key;

  Seals(byte[] secret) {
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** The seal of one part of an entry. */
  String seal(String identity, Part part, byte[] content) {
    return HexFormat.of().formatHex(code("part", identity, part.name(), content));
  }

  /** The root of the seeds under which an entry is judged. */
  long seedRoot(String identity) {
    return ByteBuffer.wrap(code("seeds", identity, "", new byte[0])).getLong();
  }

  /** Every text is followed by a 0, so that none can pass for the beginning of another. */
  private byte[] code(String purpose, String identity, String what, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String text : new String[] {purpose, identity, what}) {
        mac.update(text.getBytes(UTF_8));
        mac.update((byte) 0);
      }
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** SHA-256 of some texts, each followed by a 0. */
  static String hash(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
