import { spell } from '../names';

/** `store` and `course.published.v1` → `store-when-course-published` */
export function reactionNames(verb: string, type: string) {
  const event = type.replace(/\.v\d+$/, '').replaceAll('.', '-');
  const reaction = spell(`${verb}-when-${event}`);
  return { reactionFile: reaction.name, reaction: reaction.camel };
}
