/** `FUZZ_SECONDS=600 FUZZ_SEED=7 npm run test:bundles -- fuzz`; a failure names its seed. */
export const fuzzPlan = (env = process.env) => ({
  seconds: Number(env.FUZZ_SECONDS ?? 60),
  seed: Number(env.FUZZ_SEED ?? 20_261_128),
});
