package org.rapport.model.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.rapport.api.signal.Role;
import org.rapport.model.Contract;
import org.rapport.model.ModelException;
import org.rapport.model.file.FolderWriter;
import org.rapport.model.network.Architectures;
import org.rapport.model.network.Ensemble;
import org.rapport.model.network.NetworkShape;
import org.rapport.model.network.RowNetwork;
import org.rapport.model.network.Trainer;

/**
 * A model on disk: a folder with the network as a SavedModel, the {@link Contract} as {@code contract.json}, the network's
 * files' checksums as {@code SHA256SUMS}, and {@code weights.safetensors}, for networks that run row by row
 * and for other programs. Networks that predict together, an ensemble, are in a folder each, which the contract names.
 * <p>
 * The weights are float32 and named after their place in the network. A dense layer computes x·kernel + bias; an LSTM's kernel
 * has the input's rows, then those of the last output, and the columns of the gates i, f, g (candidate), o. With d, h and the
 * other sizes as {@link NetworkShape} names them:
 * <pre>
 * emitter_encoder_kernel [K x d], _bias [d]             and receiver_... [L x d]
 * emitter_lstm_forward_kernel [(d+h) x 4h], _bias [4h]  and ..._backward_...; receiver_...; a causal network has only forward
 *                                                       ones, with 2h for h
 * attention_emitter_query_kernel [2h x 2h], _bias [2h]  and ..._key_..., ..._value_..., ..._result_...; attention_receiver_...,
 *                                                       attention_emitter_to_receiver_..., attention_receiver_to_emitter_...
 * emitter_gru_gates_kernel [(d+h) x 2h], _bias [2h]     of a GRU in place of LSTMs; columns: reset, update; receiver_...
 * emitter_gru_candidate_kernel [(d+h) x h], _bias [h]   the rows as an LSTM's; receiver_...; h for 2h in its two attentions
 * lstm_forward_kernel [(K+L+h) x 4h], _bias [4h]        and lstm_backward_..., in place of all above in a baseline LSTM
 * target0_hidden_kernel [columns x units], _bias        and target0_output_... [units x 1]; target1_...
 * </pre>
 * The file's metadata say the {@code architecture}, the {@code activation}, the number of {@code heads}, which
 * {@code attentions} reach the output layers, in this order, and the sizes {@code encoding} (d), {@code hidden} (h) and
 * {@code headUnits}.
 */
public final class ModelFolder {
    private static final String CONTRACT = "contract.json";

    private ModelFolder() {
    }

    /**
     * Reads what a model needs and promises, without its network.
     *
     * @throws ModelException if the folder is no whole model
     */
    public static Contract contract(Path folder) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(folder + ": there is no such folder; give the folder of a model");
        }
        Contract contract = ContractFile.read(folder.resolve(CONTRACT));
        Checksums.check(folder);
        return contract;
    }

    /**
     * Tells a model from another that was written into the same folder: of two equal ones, contract and network are equal.
     *
     * @throws ModelException if the folder is no whole model
     */
    public static String fingerprint(Path folder) throws ModelException {
        contract(folder);
        try {
            return Checksums.hash(folder.resolve(CONTRACT)) + Checksums.hash(folder.resolve(Checksums.FILE));
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Loads a model, of whatever architecture. One that takes row by row needs no TensorFlow.
     *
     * @throws ModelException if the folder is no whole model, or its network does not take what its contract says
     */
    public static Model load(Path folder) throws ModelException {
        return load(folder, Architectures.STANDARD);
    }

    /**
     * Loads a model, of whatever architecture.
     *
     * @param architectures those that can run row by row; a model of another one is shown whole windows
     * @throws ModelException if the folder is no whole model, or its network does not take what its contract says
     */
    public static Model load(Path folder, Architectures architectures) throws ModelException {
        Contract contract = contract(folder);
        List<Supplier<RowNetwork>> rowByRow = new ArrayList<>();
        List<Path> networks = networks(folder, contract);
        for (Path network : networks) {
            PortableWeights.rowByRow(network, contract, architectures).ifPresent(rowByRow::add);
        }
        SavedWindows saved = new SavedWindows(networks, contract);
        if (rowByRow.size() < networks.size()) {
            saved.load(); // better now than with the first window
            rowByRow.clear();
        }
        return new Model(contract, saved, rowByRow);
    }

    /** Where its networks are: in the folder itself, or those of an ensemble in folders of their own. */
    private static List<Path> networks(Path folder, Contract contract) {
        return contract.members().isEmpty() ? List.of(folder) : contract.members().stream().map(folder::resolve).toList();
    }

    /**
     * Reads a contract that is alone in a folder.
     *
     * @throws ModelException if there is none or it is damaged
     */
    public static Contract readContract(Path folder) throws ModelException {
        return ContractFile.read(folder.resolve(CONTRACT));
    }

    /** Writes a contract alone, into a folder that is there. */
    public static void writeContract(Path folder, Contract contract) throws IOException {
        ContractFile.write(folder.resolve(CONTRACT), contract);
    }

    /**
     * Writes a model, in place of what was there.
     *
     * @throws IOException if it cannot be written; what was there before is then still there
     * @throws IllegalArgumentException if the contract does not fit the network
     */
    public static void write(Path folder, Contract contract, Trainer trainer) throws IOException {
        write(folder, contract, new Ensemble(List.of(trainer)));
    }

    /** The same with several networks, whose number the contract then says. */
    public static void write(Path folder, Contract single, Ensemble ensemble) throws IOException {
        Contract contract = single.withMembers(ensemble.members().size());
        NetworkShape shape = ensemble.shape();
        if (contract.columns(Role.EMITTER) != shape.emitterWidth() || contract.columns(Role.RECEIVER) != shape.receiverWidth()
                || contract.window().steps() != shape.steps() || contract.targets().size() != shape.targets()) {
            throw new IllegalArgumentException("the network takes " + shape.steps() + " steps of " + shape.emitterWidth()
                    + " and " + shape.receiverWidth() + " values and gives " + shape.targets() + ", but the contract says "
                    + contract.window().steps() + " of " + contract.columns(Role.EMITTER) + " and "
                    + contract.columns(Role.RECEIVER) + ", and " + contract.targets().size());
        }
        ensemble.members().forEach(trainer -> PortableWeights.check(contract, trainer));
        FolderWriter.write(folder, made -> {
            List<Path> networks = networks(made, contract);
            for (int i = 0; i < networks.size(); i++) {
                Files.createDirectories(networks.get(i));
                ensemble.members().get(i).exportInto(networks.get(i));
                ensemble.members().get(i).exportWeights(networks.get(i).resolve(PortableWeights.FILE));
            }
            Checksums.write(made);
            ContractFile.write(made.resolve(CONTRACT), contract);
        });
    }
}
