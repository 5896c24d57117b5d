import type { Random } from '../chance/random.js';

/** Common given and family names, put together by chance: the people are invented. */
const GIVEN =
  'Aisha Alan Amelia Anil Beth Blessing Callum Carys Chloe Daniel Deepa Derek Ewan Farah Gareth Grace Hannah Harpreet Imran Isla Jack Jasmine Joanne Kamal Karen Kofi Laura Leon Lucy Marek Megan Mohammed Naomi Nia Oliver Olu Patricia Paul Priya Rachel Rhys Rosa Samuel Sandra Shauna Simon Sunita Tariq Tess Thomas Ursula Victor Wendy Yusuf Zara Zofia'.split(
    ' ',
  );
const FAMILY =
  'Adeyemi Ahmed Barlow Begum Bennett Brook Chandra Clarke Cooper Darby Davies Ellison Evans Fernandes Fox Garside Greenwood Hall Hargreaves Hussain Iqbal Jackson Jones Kaur Kelly Kowalski Lister Lloyd Mensah Mistry Morgan Ncube Nowak Okafor Oldroyd Owen Patel Pickles Price Quinn Ramsden Reid Roberts Shah Shaw Sutcliffe Thapa Thornber Turner Umeh Varley Walker Whitaker Wright Yates Young'.split(
    ' ',
  );

export function inventName(random: Random): { readonly given: string; readonly full: string } {
  const given = random.pick(GIVEN);
  return { given, full: `${given} ${random.pick(FAMILY)}` };
}
