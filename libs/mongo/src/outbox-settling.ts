/** How far the events of one aggregate got. */
export interface Settled {
  aggregateId: string;
  /** Ids of events from the oldest one on, without a gap. */
  confirmed: string[];
}

/** While all of them are there, by their number: in time that grows with the outbox, not with its square. */
export const untouched = (owner: string, { aggregateId, confirmed }: Settled) => {
  const last = confirmed.length - 1;
  return {
    filter: { _id: aggregateId, ...(last < 0 ? {} : { [`outbox.${last}.id`]: confirmed[last] }) },
    update: settling(owner, confirmed.length, {
      $slice: ['$outbox', confirmed.length, { $max: [1, { $size: '$outbox' }] }],
    }),
  };
};

/** The same, whatever became of the events meanwhile. */
export const touched = (owner: string, { aggregateId, confirmed }: Settled) => ({
  filter: { _id: aggregateId },
  update: settling(owner, confirmed.length, {
    $filter: { input: '$outbox', cond: { $not: { $in: ['$$this.id', confirmed] } } },
  }),
});

/** One pipeline, so that events that are appended meanwhile stay and keep the document pending, since now. */
const settling = (owner: string, confirmed: number, outbox: object) => [
  ...(confirmed > 0 ? [{ $set: { outbox } }] : []),
  {
    $set: {
      outboxAt: {
        $cond: [
          { $eq: [{ $size: { $ifNull: ['$outbox', []] } }, 0] },
          '$$REMOVE',
          confirmed > 0 ? new Date() : '$outboxAt',
        ],
      },
      outboxLease: { $cond: [{ $eq: ['$outboxLease.owner', owner] }, '$$REMOVE', '$outboxLease'] },
    },
  },
];
