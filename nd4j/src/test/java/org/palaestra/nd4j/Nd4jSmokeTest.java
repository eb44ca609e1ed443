package org.palaestra.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class Nd4jSmokeTest {

  @Test
  void productOfTwoSmallMatricesIsTheOneWorkedOutByHand() {
    INDArray a = Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}});
    INDArray b = Nd4j.createFromArray(new float[][] {{7, 8}, {9, 10}, {11, 12}});

    assertThat(a.mmul(b).toFloatMatrix()).isDeepEqualTo(new float[][] {{58, 64}, {139, 154}});
  }

  @Test
  void gemmOfTheSizeTheNetworksUseAgreesWithPlainLoops() {
    int m = 32;
    int k = 120;
    int n = 84;
    float[][] a = new float[m][k];
    float[][] b = new float[k][n];
    // Whole numbers: every order of additions gives the same, exact sum.
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < k; j++) {
        a[i][j] = (i * 7 + j * 3) % 11 - 5;
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < n; j++) {
        b[i][j] = (i * 5 + j * 2) % 13 - 6;
      }
    }

    float[][] c =
        Nd4j.gemm(Nd4j.createFromArray(a), Nd4j.createFromArray(b), false, false).toFloatMatrix();

    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float expected = 0;
        for (int l = 0; l < k; l++) {
          expected += a[i][l] * b[l][j];
        }
        assertThat(c[i][j]).as("row %d, column %d", i, j).isEqualTo(expected);
      }
    }
  }

  @Test
  void backendIsTheNativeProcessor() {
    assertThat(Nd4j.getBackend().getClass().getSimpleName()).isEqualTo("CpuBackend");
    assertThat(Nd4j.zeros(DataType.FLOAT, 1).dataType()).isEqualTo(DataType.FLOAT);
  }
}
