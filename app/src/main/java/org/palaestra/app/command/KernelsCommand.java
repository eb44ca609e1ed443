package org.palaestra.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.palaestra.app.Table;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code palaestra kernels}. */
@Command(
    name = "kernels",
    description =
        "List the kernels that networks compute with, and which of them this Java offers.",
    mixinStandardHelpOptions = true)
public final class KernelsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills what it marks
  KernelsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Table table = new Table("NAME", "OFFERED", "LANES", "WHAT");
    for (String name : KernelChoice.names()) {
      boolean offered = KernelChoice.offers(name);
      table.row(
          name,
          offered ? "yes" : "no",
          offered ? Integer.toString(KernelChoice.of(name).lanes()) : "-",
          KernelChoice.summary(name));
    }
    table.print(out);
    for (String name : KernelChoice.names()) {
      KernelChoice.obstacle(name)
          .ifPresent(obstacle -> out.printf("the kernels %s %s%n", name, obstacle));
    }
    Kernels best = KernelChoice.of(KernelChoice.AUTO);
    out.printf(
        "auto is %s, of %d float%s at once, on %s with Java %s%n",
        best.name(),
        best.lanes(),
        best.lanes() == 1 ? "" : "s",
        System.getProperty("os.arch"),
        Runtime.version());
    KernelChoice.warning().ifPresent(out::println);
    out.flush();
    return 0;
  }
}
