package org.palaestra.agents;

import java.util.List;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.AgentProvider;
import org.palaestra.agents.bandit.EpsilonGreedyBandit;
import org.palaestra.agents.bandit.GradientBandit;
import org.palaestra.agents.bandit.ThompsonBandit;
import org.palaestra.agents.bandit.UpperConfidenceBandit;
import org.palaestra.agents.baseline.RandomAgent;
import org.palaestra.agents.linear.LinearSarsaLambda;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.agents.policy.Ppo;
import org.palaestra.agents.tabular.DoubleQLearning;
import org.palaestra.agents.tabular.DynaQ;
import org.palaestra.agents.tabular.DynaQPlus;
import org.palaestra.agents.tabular.ExpectedSarsa;
import org.palaestra.agents.tabular.MonteCarlo;
import org.palaestra.agents.tabular.MonteCarloPrediction;
import org.palaestra.agents.tabular.NStepSarsa;
import org.palaestra.agents.tabular.NStepTd;
import org.palaestra.agents.tabular.QLearning;
import org.palaestra.agents.tabular.Sarsa;
import org.palaestra.agents.tabular.SarsaLambda;
import org.palaestra.agents.tabular.TdLambda;
import org.palaestra.agents.tabular.TdZero;
import org.palaestra.agents.value.Dqn;

/** Every agent of this module. */
public final class BuiltInAgents implements AgentProvider {

  /** For the service loader. */
  public BuiltInAgents() {}

  @Override
  public List<AgentDefinition<?>> agents() {
    return List.of(
        RandomAgent.definition(),
        ValueIteration.definition(),
        EpsilonGreedyBandit.definition(),
        UpperConfidenceBandit.definition(),
        GradientBandit.definition(),
        ThompsonBandit.definition(),
        MonteCarloPrediction.definition(),
        TdZero.definition(),
        NStepTd.definition(),
        TdLambda.definition(),
        MonteCarlo.definition(),
        Sarsa.definition(),
        ExpectedSarsa.definition(),
        NStepSarsa.definition(),
        SarsaLambda.definition(),
        QLearning.definition(),
        DoubleQLearning.definition(),
        DynaQ.definition(),
        DynaQPlus.definition(),
        LinearSarsaLambda.definition(),
        Dqn.definition(),
        Ppo.definition());
  }
}
